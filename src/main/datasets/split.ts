import { dealRows, type OwnPart } from '../../pipeline/split'
import type { OpenDataset, Split, SplitName, SplitView } from '../../shared/dataset'

/**
 * Deals a dataset's examples into training, validation and test split. No example is in two of them; the same seed
 * gives the same split. With test 'own' the dataset's own test examples are the test split (none if it has none);
 * with a number they are left alone and the test split is taken from the training examples.
 * @throws NetloomError SPLIT_EMPTY
 */
export function splitDataset(dataset: OpenDataset, split: Split): Record<SplitName, SplitView> {
  const { train, test, task } = dataset
  const own: OwnPart[] = [{ name: 'train', first: 0, count: train.count }]
  if (test) own.push({ name: 'test', first: train.count, count: test.count })
  const classes = task === 'classification' ? train.y : null
  const dealt = dealRows(train.count + (test?.count ?? 0), own, classes, null, split)
  // The examples of a test split of its own are counted from 0 again.
  const ownTest = split.test === 'own' && test
  return {
    train: { examples: train, indices: dealt.train },
    validation: { examples: train, indices: dealt.validation },
    test: ownTest
      ? { examples: test, indices: dealt.test.map((row) => row - train.count) }
      : { examples: train, indices: dealt.test }
  }
}
