import { NetloomError } from '../../../shared/errors'
import { asLabels, asPictures, FileSet } from '../arrays'
import type { Download, KnownDataset } from '../catalog/known'
import { contentSha256, fileHash, fileSha256 } from '../hash'

/**
 * Whether a file is the published one: by its own hash where that is known, else by that of what is in it.
 * @throws NetloomError DOWNLOAD_HASH
 */
export async function verify(path: string, download: Download, dataset: KnownDataset): Promise<void> {
  if (download.sha256 !== null) return compare(download, download.sha256, await fileSha256(path))
  if (download.md5 !== undefined) return compare(download, download.md5, await fileHash(path, 'md5'), 'MD5')
  const files = new FileSet()
  for (const role of download.roles) {
    const found = await readContent(files, path, role, dataset)
    compare(download, dataset.contentSha256[role] ?? '', found)
  }
}

// Whatever cannot be read is not the published file either: the reason stands where its hash would.
async function readContent(files: FileSet, path: string, role: string, dataset: KnownDataset): Promise<string> {
  try {
    const array = await files.read(path, role)
    const { shape, data } = role.startsWith('x_')
      ? asPictures(array, role, path)
      : asLabels(array, role, path, dataset.classes?.length ?? 256)
    return await contentSha256(shape, data)
  } catch (error) {
    if (error instanceof NetloomError) return error.code
    throw error
  }
}

function compare(download: Download, expected: string, found: string, hash = 'SHA-256'): void {
  if (found !== expected) throw new NetloomError('DOWNLOAD_HASH', { url: download.url, hash, expected, found })
}
