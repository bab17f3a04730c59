import { type Command, Option } from 'commander'
import { kerasCode } from '../../document/code/keras'
import { tfjsCode } from '../../document/code/tfjs'
import { catalogue } from '../../layers'
import { readProject } from '../../main/projects/examples'

export function register(program: Command): void {
  program
    .command('code')
    .description('print a project as a Keras 3 script in Python, or as one for tfjs in JavaScript')
    .argument('<project>', 'a *.netloom.json file')
    .addOption(new Option('--keras', 'Python (default)').conflicts('tfjs'))
    .addOption(new Option('--tfjs', 'JavaScript'))
    .action(async (path: string, { tfjs }: { tfjs?: boolean }) => {
      const write = tfjs ? tfjsCode : kerasCode
      process.stdout.write(write(await readProject(path), catalogue).text)
    })
}
