import type { Me } from '@tools-provider/contracts';
import {
  Activity,
  Boxes,
  KeyRound,
  Layers,
  LayoutDashboard,
  ListChecks,
  Plug,
  Radio,
  ScrollText,
  Tags,
  Wrench,
} from 'lucide-react';
import { mayAdminister, mayCurate } from '../session/permissions.ts';

/** What the pages of the console have in common, in the order of the navigation; the first has no heading. */
export const sections = ['', 'Curate', 'Catalogue', 'Operate', 'Admin'] as const;

const everybody = () => true;

/** The pages of the console, in the order of the navigation. `isOnBar`: on phones in sight, and not behind *More*; `key`: after G it leads there. */
const all = [
  {
    href: '/',
    key: 'o',
    name: 'Overview',
    section: '',
    Icon: LayoutDashboard,
    isOnBar: true,
    isOffered: everybody,
  },
  {
    href: '/tool-groups',
    key: 'g',
    name: 'Tool groups',
    section: 'Curate',
    Icon: Boxes,
    isOnBar: true,
    isOffered: everybody,
  },
  {
    href: '/tasks',
    key: 't',
    name: 'Tasks',
    section: 'Curate',
    Icon: ListChecks,
    isOnBar: true,
    isOffered: everybody,
  },
  {
    href: '/tools',
    key: 'w',
    name: 'Tools',
    section: 'Catalogue',
    Icon: Wrench,
    isOnBar: true,
    isOffered: everybody,
  },
  {
    href: '/sources',
    key: 's',
    name: 'Sources',
    section: 'Catalogue',
    Icon: Plug,
    isOnBar: false,
    isOffered: everybody,
  },
  {
    href: '/labels',
    key: 'l',
    name: 'Labels',
    section: 'Catalogue',
    Icon: Tags,
    isOnBar: false,
    isOffered: everybody,
  },
  {
    href: '/feed',
    key: 'f',
    name: 'Feed',
    section: 'Operate',
    Icon: Radio,
    isOnBar: false,
    isOffered: everybody,
  },
  {
    href: '/pipeline',
    key: 'p',
    name: 'Pipeline',
    section: 'Operate',
    Icon: Activity,
    isOnBar: false,
    isOffered: everybody,
  },
  {
    href: '/jobs',
    key: 'r',
    name: 'Jobs',
    section: 'Operate',
    Icon: Layers,
    isOnBar: false,
    isOffered: mayCurate,
  },
  {
    href: '/access',
    key: 'a',
    name: 'Access',
    section: 'Admin',
    Icon: KeyRound,
    isOnBar: false,
    isOffered: mayAdminister,
  },
  {
    href: '/audit',
    key: 'u',
    name: 'Audit',
    section: 'Admin',
    Icon: ScrollText,
    isOnBar: false,
    isOffered: mayAdminister,
  },
] as const;

/** A page of the console. */
export type Destination = (typeof all)[number];

/** The pages that somebody may look at. */
export function destinationsOf(person: Pick<Me, 'id' | 'roles'>): readonly Destination[] {
  return all.filter(({ isOffered }) => isOffered(person));
}

/** Whether a path belongs to a destination. */
export function isAt(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
