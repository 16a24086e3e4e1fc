import { Activity, Boxes, LayoutDashboard, ListChecks, Radio } from 'lucide-react';

/** The pages of the console, in the order of the navigation. */
export const destinations = [
  { href: '/', name: 'Overview', Icon: LayoutDashboard },
  { href: '/tool-groups', name: 'Tool groups', Icon: Boxes },
  { href: '/tasks', name: 'Tasks', Icon: ListChecks },
  { href: '/feed', name: 'Feed', Icon: Radio },
  { href: '/pipeline', name: 'Pipeline', Icon: Activity },
] as const;

/** Whether a path belongs to a destination. */
export function isAt(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
