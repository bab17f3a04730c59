// Files that data come in, by their names: what a chooser shows and what a drop is taken for. What a file is, its content tells.
/** What follows the last dot. */
export const DATA_EXTENSIONS = [
  ...['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'parquet', 'npy', 'npz', 'gz'],
  ...['png', 'jpg', 'jpeg', 'bmp', 'gif', 'webp']
] as const

/** MNIST's files have no extension: train-images-idx3-ubyte. */
const IDX = /[.-]idx\d-ubyte$/i

export const isDataFile = (name: string): boolean =>
  IDX.test(name) || DATA_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
