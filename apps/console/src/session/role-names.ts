import type { Role } from '@tools-provider/contracts';

/** What each role is called and may do, for people. */
export const roleNames: Record<Role, { readonly name: string; readonly may: readonly string[] }> = {
  viewer: {
    name: 'Viewer',
    may: ['See everything', 'Change the status of their own tasks'],
  },
  operator: {
    name: 'Operator',
    may: [
      'See everything',
      'Create, change and activate tool groups, and import them',
      'Create, assign and change tasks',
      'Name, label, enable and disable tools, and make labels',
      'Do so to many at once, and share views',
    ],
  },
  admin: {
    name: 'Admin',
    may: [
      'All that an operator may',
      'Approve what others ask for, and waive the need for it',
      'Add, refresh and delete sources, and delete groups, tasks and labels',
      'Retry and skip what is set aside, rebuild and verify',
      'Make and revoke service tokens, and read the audit',
    ],
  },
};

/** The role that says most about someone. */
export function mainRole(roles: readonly Role[]): Role {
  if (roles.includes('admin')) return 'admin';
  return roles.includes('operator') ? 'operator' : 'viewer';
}
