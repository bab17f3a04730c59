import { kerasNpz, type KnownDataset } from './known'

const ROLES = ['x', 'y']

export const bostonHousing: KnownDataset = {
  name: 'boston_housing',
  title: 'Boston Housing',
  task: 'regression',
  shape: [13],
  dtype: 'float32',
  form: {
    kind: 'whole',
    columns: ['CRIM', 'ZN', 'INDUS', 'CHAS', 'NOX', 'RM', 'AGE', 'DIS', 'RAD', 'TAX', 'PTRATIO', 'B', 'LSTAT'],
    target: 'MEDV'
  },
  classes: null,
  examples: { train: 404, test: 102 },
  homepage: 'http://lib.stat.cmu.edu/datasets/boston',
  licence: 'none stated; Harrison and Rubinfeld 1978',
  ...kerasNpz('boston_housing.npz', {
    bytes: 57_026,
    sha256: 'f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5',
    roles: ROLES
  })
}

/**
 * The columns of the file are those of StatLib's cal_housing.data, as they stand: Keras's documentation names others, which
 * scikit-learn computes out of these.
 */
const COLUMNS = [
  ...['longitude', 'latitude', 'housing_median_age', 'total_rooms', 'total_bedrooms', 'population', 'households'],
  'median_income'
]

export const californiaHousing: KnownDataset = {
  name: 'california_housing',
  title: 'California Housing',
  task: 'regression',
  shape: [8],
  dtype: 'float32',
  form: { kind: 'whole', columns: COLUMNS, target: 'median_house_value' },
  classes: null,
  examples: { train: 16_512, test: 4_128 },
  homepage: 'https://www.dcc.fc.up.pt/~ltorgo/Regression/cal_housing.html',
  licence: 'none stated; Pace and Barry 1997',
  ...kerasNpz('california_housing.npz', {
    bytes: 743_530,
    sha256: '1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f',
    roles: ROLES
  })
}

/** load_data(version='small') */
export const californiaHousingSmall: KnownDataset = {
  ...californiaHousing,
  name: 'california_housing_small',
  title: 'California Housing (small)',
  form: { kind: 'whole', columns: COLUMNS, target: 'median_house_value', first: 600 },
  examples: { train: 480, test: 120 }
}
