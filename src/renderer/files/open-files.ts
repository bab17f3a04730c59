import { isDataFile } from '../../shared/data-files'
import { NetloomError } from '../../shared/errors'
import { LARGEST_MODEL_FILE_BYTES } from '../../shared/imported-model'
import type { useFiles } from '../stores/files'
import type { useOpenData } from '../stores/open-data'
import { isProjectFile } from './paths'

/** What is opened, and formats of models that cannot be, which are told by name. */
const KNOWN = /\.(json|keras|h5|hdf5|pb|onnx|tflite)$/i

interface Openers {
  files: ReturnType<typeof useFiles>
  data: ReturnType<typeof useOpenData>
  /** Where data are looked at, a .json that is no project is taken for data. */
  wantsData: boolean
}

/**
 * Opens the first file that can be opened: weights may lie beside a model.json.
 * @param isFolder whether the first of them is a folder
 */
export async function openFiles(
  { files, data, wantsData }: Openers,
  given: readonly File[],
  isFolder = false
): Promise<void> {
  const [first] = given
  if (isFolder && first) return data.openDropped(first, 'folder')
  const file = given.find(({ name }) => /\.(json|keras)$/i.test(name)) ?? given.find(isData) ?? first
  if (!file) return
  const { name, size } = file
  const isModel = KNOWN.test(name) && !(wantsData && isData(file) && !isProjectFile(name))
  if (!isModel && isData(file)) return data.openDropped(file, 'file')
  if (!KNOWN.test(name)) return files.refuse(new NetloomError('FILE_NOT_OPENED', { file: name }))
  if (size > LARGEST_MODEL_FILE_BYTES) {
    return files.refuse(
      new NetloomError('MODEL_TOO_LARGE', { file: name, found: size, expected: LARGEST_MODEL_FILE_BYTES })
    )
  }
  try {
    await files.openFile(file)
  } catch (error) {
    files.refuse(error) // A folder, or a file that has gone.
  }
}
const isData = ({ name }: File): boolean => isDataFile(name)
