import { dirname, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { writeFileAtomic } from '../../main/atomic-file'
import { readProject } from '../../main/projects/examples'
import { readModelFile } from '../../main/projects/import-model'
import { withPaths } from '../../shared/dataset'
import { jsonText } from '../../shared/json'
import { validateProject, type Project } from '../../shared/project'
import { describeError } from '../../shared/errors'
import { cliLocale } from '../output'

export function register(program: Command): void {
  program
    .command('import')
    .description('put a model of Keras or TensorFlow.js in the place of the model of a project')
    .argument('<model>', 'a .keras file, the JSON of model.to_json(), or a model.json of TensorFlow.js')
    // A model tells nothing of its data.
    .requiredOption('--into <project>', 'the project with the data, and with the training that the model does not tell')
    .requiredOption('-o, --output <file>', 'the new *.netloom.json file')
    .action(async (path: string, { into, output }: { into: string; output: string }) => {
      const base = await readProject(into)
      const { name, design, training, notes } = await readModelFile(path)
      const project: Project = {
        ...base,
        name: name.slice(0, 120) || base.name,
        dataset: {
          ...base.dataset,
          source: movedSource(base.dataset.source, dirname(resolve(into)), dirname(resolve(output)))
        },
        model: design,
        training: { ...base.training, loss_weights: undefined, ...training }
      }
      delete project.description
      await writeFileAtomic(output, `${jsonText(validateProject(JSON.parse(jsonText(project)), output), 2)}\n`)
      for (const note of notes) {
        const { message, remedy } = describeError(note, cliLocale())
        console.error(`! ${message} ${remedy}`)
      }
    })
}

/** The same file, from another folder. */
function movedSource(source: Project['dataset']['source'], from: string, to: string): Project['dataset']['source'] {
  return withPaths(source, (path) => relative(to, resolve(from, path)))
}
