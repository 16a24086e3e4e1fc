import type { Role } from '@tools-provider/contracts';

/** What each role is called and may do, for people. */
export const roleNames: Record<Role, { readonly name: string; readonly may: readonly string[] }> = {
  viewer: {
    name: 'Viewer',
    may: ['See everything', 'Change the status of their own tasks'],
  },
  operator: {
    name: 'Operator',
    may: ['See everything', 'Create and change tool groups and tasks', 'Share views'],
  },
  admin: {
    name: 'Admin',
    may: ['All that an operator may', 'Approve what others ask for', 'Delete tool groups and tasks'],
  },
};

/** The role that says most about someone. */
export function mainRole(roles: readonly Role[]): Role {
  if (roles.includes('admin')) return 'admin';
  return roles.includes('operator') ? 'operator' : 'viewer';
}
