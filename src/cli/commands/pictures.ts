import { resolve } from 'node:path'
import type { Command } from 'commander'
import { writePictures } from '../../main/datasets/write-pictures'
import { printJson } from '../output'
import { wholeNumber } from '../whole-number'

interface Flags {
  classes?: string[]
  count: number
  validation: number
  test: number
  json?: boolean
}
const number = (option: string, min: number) => wholeNumber(option, min, 'pictures')

export function register(program: Command): void {
  program
    .command('pictures')
    .description('write a folder of PNG pictures, a subfolder for each class, from a dataset on this machine')
    .argument('<dataset>', 'e.g. fashion-mnist, mnist, cifar10')
    .argument('<folder>', 'a new one, or an empty one: nothing is overwritten')
    .option('--classes <names...>', 'only these, e.g. Pullover Coat Shirt')
    .option('--count <number>', 'pictures of each class for training', number('--count', 1), 100)
    .option('--validation <number>', 'of each class for validation', number('--validation', 0), 0)
    .option('--test <number>', "of each class, of the dataset's own test pictures", number('--test', 0), 100)
    .option('--json', 'print one JSON object')
    .action(async (dataset: string, path: string, { classes = [], count, validation, test, json }: Flags) => {
      const folder = resolve(path)
      const written = await writePictures({ dataset, classes, counts: { train: count, validation, test } }, folder)
      if (json) printJson({ folder, pictures: written })
      else console.log(`${written} pictures in ${folder}`)
    })
}
