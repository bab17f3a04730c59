/** The pages of the Runs view, and what all tabs of a comparison share. */
export const runsPage = { label: 'Pages', table: 'Table', compare: 'Compare', sweeps: 'Sweeps', tree: 'Tree' }
export const compare = {
  tabs: 'Ways to compare',
  tab: {
    curves: 'Curves',
    settings: 'Settings',
    architecture: 'Architecture',
    data: 'Data and environment',
    predictions: 'Predictions',
    noise: 'Real or noise?'
  },
  runs: 'Runs that are compared',
  none: 'No runs chosen',
  noneText: 'Tick two or more runs in the table to see them side by side.',
  chooseRuns: 'Choose runs',
  show: 'Show or hide',
  baseline: 'Baseline: the others are compared with it',
  drop: 'Take out of the comparison'
}
