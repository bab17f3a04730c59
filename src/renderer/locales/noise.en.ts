/** Real or noise?: groups of runs, and whether they differ by more than their seeds do. */
export default {
  groupedBy: 'Groups by',
  by: { same: 'same settings', setting: 'a setting', sweep: 'sweep', hand: 'hand' },
  measure: 'Measure',
  momentLabel: 'Which value of it',
  moment: { best: 'best', last: 'last', test: 'test' },
  groupOf: 'Group of {name}',
  groups: 'Runs by group: {log}, {moment}',
  chart: 'Each run as a dot, the mean of each group and its interval',
  groupDetail: '{traits} · n = {n}',
  sameSettings: 'same settings',
  rowTold:
    'Group {group}: {n} runs, mean {mean}, standard deviation {std}, the true mean between {low} and {high} (95 %)',
  key: 'Dots are runs, the line is their mean, the bar where the true mean lies (95 %). Runs that differ in nothing but the seed are one group.',
  nothing: 'Nothing to compare yet',
  nothingText: 'None of the chosen runs has measured anything.',
  oneGroup: 'All runs are in one group',
  oneGroupText:
    'They differ in nothing but the seed. Add runs with another setting to the comparison, or put runs into groups by hand.',
  noValues: 'One of the groups has no value yet',
  noValuesText: 'Its runs still train, or do not tell this measure.',
  underway: 'Repeats under way: {n}. Their runs join the group as they end.',
  leftOut: {
    underway: '{n} still under way, not counted: {names}',
    cutShort: '{n} stopped or failed before the end, not counted: {names}',
    notMeasured: '{n} without a number for this measure, not counted: {names}',
    group: '{n} in further groups, not shown: {names}'
  },
  repeat: {
    button: 'Repeat …',
    of: 'Repeat group {name} with other seeds',
    about: 'Trains the same settings again, each time with another seed. The new runs join this group.',
    seeds: 'further runs',
    which: 'Seeds {seeds}.',
    time: 'About {time} in all, going by the runs that are there.',
    timeUnknown: 'No run has ended yet that would tell how long it takes.',
    start: 'Train'
  },
  differenceTitle: '{b} against {a}',
  differenceIn: 'difference in {log}',
  differenceChart: 'The difference of the groups and its interval; on the line at 0 there is none',
  differenceTold: 'difference {difference}, between {low} and {high} (95 %)',
  verdict: { real: 'real', notShown: 'not shown', tooFew: 'too few runs' },
  says: {
    oneRun: 'Nothing can be said: one run shows what came out once, not how far other seeds would move it.',
    tooFew: 'Too few runs to tell: each group needs at least {least}.',
    equal: 'No difference: both groups have the same mean.',
    notShown:
      'No difference is shown: seeds alone make groups as unlike as {a} and {b}. That does not mean that there is none.',
    better: 'The difference is real: {b} is better by {by} on average, more than seeds explain.',
    worse: 'The difference is real: {b} is worse by {by} on average, more than seeds explain.',
    higher: 'The difference is real: {b} is higher by {by} on average, more than seeds explain.',
    lower: 'The difference is real: {b} is lower by {by} on average, more than seeds explain.'
  },
  advice: {
    repeat: 'Repeat both with other seeds, at least {n} more for each group that has but one.',
    never:
      'Even {most} runs in each group would hardly show a difference this small beside the spread: it makes no odds which you take.',
    enough: 'So many runs would usually be enough to show a difference of this size.',
    more: 'If it stays this large, about {needed} runs in each group would show it: {n} more.'
  },
  fact: {
    difference: 'Difference of means, {b} − {a}',
    interval: '95 % interval: {low} to {high}',
    effect: "Effect size, Hedges' g",
    effectMore: '{size}; 95 % interval: {low} to {high}',
    noSpread: 'the runs do not spread at all',
    welch: "Welch's t-test",
    paired: 'Paired t-test: the same seeds in both',
    mannWhitney: 'Mann–Whitney U test, by ranks alone',
    wilcoxon: 'Wilcoxon signed-rank test, by ranks alone',
    exact: 'statistic {statistic}, exact',
    normal: 'statistic {statistic}, by the normal distribution',
    holm: 'Corrected by Holm',
    holmMore: 'for {n} comparisons with the baseline'
  },
  size: { none: 'hardly any', small: 'small', medium: 'medium', large: 'large' },
  what: 'What does this mean?',
  about: {
    seeds:
      'The same settings give another result with every seed: other initial weights, another order of the examples. So one run of each is like one throw of two dice. Several runs show how far the result moves by itself; only a difference that is larger than this says something about the settings.',
    p: 'p is the chance that groups with no true difference come out at least this unlike. Below {alpha} it is called real here, and only from {least} runs in each group on: fewer do not show the spread. Once in twenty times that is a mistake.',
    interval:
      'The interval is the range in which the true difference lies, in 95 of 100 such comparisons. If 0 is inside, there may be none.',
    effect:
      'The effect size g tells the difference in standard deviations of the runs: 0.2 is small, 0.5 medium, 0.8 large, and above 2 the groups hardly overlap.',
    welch:
      "Welch's t-test compares the means of two groups that may differ in spread. It takes the runs' values for roughly normal; the test by ranks does not, but cannot fall below 0.05 with three runs in each group.",
    paired:
      'Every run has a partner with the same seed, so the paired t-test looks at the differences within pairs: what a seed does to both does not count.',
    advice:
      'The advice counts the runs with which a difference of this size would be found with a probability of {power} (at most {most} are considered).',
    holm: "Who compares many groups finds something by luck. Holm's correction raises each p so that all verdicts together are wrong at most once in twenty times. The intervals are those of each comparison alone.",
    caution:
      'Decide on the measure beforehand: trying measures until one is below 0.05 finds luck, not truth. And what was chosen by the validation set looks better there than it is; the test set says how good it is.'
  }
}
