/** The page's address with the project that it opens: `?project=<absolute path>`. A reload opens it again. */
export function withProject(address: string, project: string | null): string {
  if (project === null) return address
  const url = new URL(address)
  url.searchParams.set('project', project)
  return url.href
}
