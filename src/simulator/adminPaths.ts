/** Whether a path belongs to an admin API, which only an admin key may use. */
export function isAdminPath(path: string): boolean {
  return path.startsWith('/v1/organization/') || path.startsWith('/v1/organizations/');
}
