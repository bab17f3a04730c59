import { dirname, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { compile, PASSES } from '../../compiler/compile'
import { dump } from '../../compiler/dump'
import { catalogue } from '../../layers'
import { checkAgainstData, checkProject } from '../../layers/check'
import { compileSpecOf, specOptions } from '../../layers/compile-spec'
import { augmentationOf, dataFacts, dataTerms, examplesDtype } from '../../layers/data-facts'
import { openPrepared } from '../../main/datasets/prepared'
import { resolveDataset } from '../../main/datasets/resolve'
import { readProject } from '../../main/projects/examples'
import { floatTypeOf } from '../../shared/training'

export function register(program: Command): void {
  program
    .command('graph')
    .description('print the TensorFlow graph that a project is compiled to, one op a line')
    .argument('<project>', 'a *.netloom.json file')
    .addOption(new Option('--after <pass>', 'as it is after this pass').choices(PASSES).default(PASSES.at(-1)!))
    .action(async (path: string, { after }: { after: string }) => {
      const project = await readProject(path)
      const checked = checkProject(project, catalogue)
      const resolved = await resolveDataset(project.dataset.source, { baseDir: dirname(resolve(path)) })
      const { dataset, rescaling } = await openPrepared(resolved, project.dataset, floatTypeOf(project.training))
      checkAgainstData(project, checked, dataFacts(dataset))
      const { train, test } = dataset
      const augmented = augmentationOf(project, dataset) !== null
      const data = {
        sources: augmented ? [{ count: null }] : [train, ...(test ? [test] : [])].map(({ count }) => ({ count })),
        dtype: examplesDtype(train, augmented),
        ...dataTerms(project, checked, dataset, rescaling)
      }
      compile(compileSpecOf(checked, data, specOptions(project.training)), (pass, graph) => {
        if (pass === after) console.log(dump(graph))
      })
    })
}
