import { resolve } from 'node:path'
import type { Command } from 'commander'
import { writePictures } from '../../main/datasets/write-pictures'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { printJson } from '../output'

interface Flags {
  classes?: string[]
  count: string
  validation: string
  test: string
  json?: boolean
}

export function register(program: Command): void {
  program
    .command('pictures')
    .description('write a folder of PNG pictures, a subfolder for each class, from a dataset on this machine')
    .argument('<dataset>', 'e.g. fashion-mnist, mnist, cifar10')
    .argument('<folder>', 'a new one, or an empty one: nothing is overwritten')
    .option('--classes <names...>', 'only these, e.g. Pullover Coat Shirt')
    .option('--count <number>', 'pictures of each class for training', '100')
    .option('--validation <number>', 'of each class for validation', '0')
    .option('--test <number>', "of each class, of the dataset's own test pictures", '100')
    .option('--json', 'print one JSON object')
    .action(async (dataset: string, path: string, flags: Flags) => {
      const folder = resolve(path)
      const counts = {
        train: numberOf('--count', flags.count, 1),
        validation: numberOf('--validation', flags.validation, 0),
        test: numberOf('--test', flags.test, 0)
      }
      const written = await writePictures({ dataset, classes: flags.classes ?? [], counts }, folder)
      if (flags.json) printJson({ folder, pictures: written })
      else console.log(`${written} pictures in ${folder}`)
    })
}

function numberOf(option: string, text: string, least: number): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value
  const expected = words(`a whole number from ${least} on`, `不小于 ${least} 的整数`)
  throw new NetloomError('BAD_ARGUMENT', { option, expected, found: text, command: 'pictures' })
}
