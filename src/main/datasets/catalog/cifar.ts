import { join } from 'node:path'
import type { Form, KnownDataset, Machine, Place } from './known'

const URL = 'https://www.cs.toronto.edu/~kriz/'
const COMMON = {
  task: 'classification',
  shape: [32, 32, 3],
  dtype: 'uint8',
  examples: { train: 50_000, test: 10_000 },
  homepage: `${URL}cifar.html`,
  licence: 'none stated; cite Krizhevsky 2009'
} satisfies Partial<KnownDataset>

interface Archive {
  /** The folder within. */
  folder: string
  /** As it is published, without '.tar.gz'. */
  stem: string
  bytes: number
  /** Of the archive, as Keras checks it. */
  sha256: string
  /** Of each batch, as torchvision checks them. */
  md5: Record<string, string>
}

/**
 * Where each version of Keras leaves archive and folder, and where a person would: get_file() unpacks beside the archive with
 * untar=True, else into a folder named after the archive (of its own name, with '_extracted', or with '-target').
 */
function placesOf({ folder, stem, md5 }: Archive): (machine: Machine) => Place[] {
  const [folders, archives] = [
    [`${folder}-target/${folder}`, folder, `${folder}/${folder}`, `${folder}_extracted/${folder}`],
    [`${folder}-target_archive`, `${folder}_archive`, `${folder}.tar.gz`]
  ]
  if (stem !== folder) {
    folders.push(`${stem}_extracted/${folder}`, `${stem}/${folder}`, stem)
    archives.push(`${stem}.tar.gz`)
  }
  archives.push(`${stem}.tar`)
  const batches = Object.keys(md5)
  return ({ kerasHome }) => {
    const place = (path: string, fileOf: (path: string, batch: string) => string): Place => {
      const whole = join(kerasHome, 'datasets', path)
      const files = Object.fromEntries(batches.map((batch) => [batch, fileOf(whole, batch)]))
      return { origin: 'Keras cache', folder: fileOf === join ? whole : join(kerasHome, 'datasets'), files }
    }
    return [...folders.map((path) => place(path, join)), ...archives.map((path) => place(path, (whole) => whole))]
  }
}

const filesOf = (archive: Archive): Pick<KnownDataset, 'contentSha256' | 'downloads' | 'places'> => ({
  contentSha256: {},
  downloads: [
    {
      url: `${URL}${archive.stem}.tar.gz`,
      // Where Keras 3 looks for it, to unpack it without fetching it again.
      path: `datasets/${archive.folder}-target_archive`,
      bytes: archive.bytes,
      sha256: archive.sha256,
      roles: Object.keys(archive.md5)
    }
  ],
  places: placesOf(archive)
})

const formOf = ({ md5 }: Archive, labelKey: string): Form => {
  const [train, test] = [/^(train|data_batch_\d)$/, /^test(_batch)?$/].map((name) =>
    Object.keys(md5).filter((batch) => name.test(batch))
  )
  return { kind: 'cifar', train: train!, test: test!, labelKey, md5 }
}

const ARCHIVE_10: Archive = {
  folder: 'cifar-10-batches-py',
  stem: 'cifar-10-python',
  bytes: 170_498_071,
  sha256: '6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce',
  md5: {
    data_batch_1: 'c99cafc152244af753f735de768cd75f',
    data_batch_2: 'd4bba439e000b95fd0a9bffe97cbabec',
    data_batch_3: '54ebc095f3ab1f0389bbae665268c751',
    data_batch_4: '634d18415352ddfa80567beed471001a',
    data_batch_5: '482c414d41f54cd18b22e5b47cb7c3cb',
    test_batch: '40351d587109b95175f43aff81a1287e'
  }
}
const ARCHIVE_100: Archive = {
  folder: 'cifar-100-python',
  stem: 'cifar-100-python',
  bytes: 169_001_437,
  sha256: '85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7',
  md5: { train: '16019d7e3df5f24257cddd939b257f8d', test: 'f0ef6b0ae62326f3e7ffdfab6717acfc' }
}

export const cifar10: KnownDataset = {
  ...COMMON,
  name: 'cifar10',
  title: 'CIFAR-10',
  form: formOf(ARCHIVE_10, 'labels'),
  classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  ...filesOf(ARCHIVE_10)
}

const FINE =
  'apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle ' +
  'caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish ' +
  'forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle ' +
  'mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine ' +
  'possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar ' +
  'sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle wardrobe whale ' +
  'willow_tree wolf woman worm'
const COARSE =
  'aquatic_mammals fish flowers food_containers fruit_and_vegetables household_electrical_devices household_furniture ' +
  'insects large_carnivores large_man-made_outdoor_things large_natural_outdoor_scenes large_omnivores_and_herbivores ' +
  'medium_mammals non-insect_invertebrates people reptiles small_mammals trees vehicles_1 vehicles_2'

/** load_data(label_mode='fine') */
export const cifar100: KnownDataset = {
  ...COMMON,
  name: 'cifar100',
  title: 'CIFAR-100',
  form: formOf(ARCHIVE_100, 'fine_labels'),
  classes: FINE.split(' '),
  ...filesOf(ARCHIVE_100)
}

/** load_data(label_mode='coarse') */
export const cifar100Coarse: KnownDataset = {
  ...cifar100,
  name: 'cifar100_coarse',
  title: 'CIFAR-100 (20 superclasses)',
  form: formOf(ARCHIVE_100, 'coarse_labels'),
  classes: COARSE.split(' ')
}
