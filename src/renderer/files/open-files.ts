import { NetloomError } from '../../shared/errors'
import { LARGEST_MODEL_FILE_BYTES } from '../../shared/imported-model'
import type { useFiles } from '../stores/files'

/** What is opened, and formats of models that cannot be, which are told by name. */
const KNOWN = /\.(json|keras|h5|hdf5|pb|onnx|tflite)$/i

/** Opens the first file that can be opened: weights may lie beside a model.json. */
export async function openFiles(files: ReturnType<typeof useFiles>, given: readonly File[]): Promise<void> {
  const file = given.find(({ name }) => /\.(json|keras)$/i.test(name)) ?? given[0]
  if (!file) return
  const { name, size } = file
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
