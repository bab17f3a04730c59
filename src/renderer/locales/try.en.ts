/** The Try it tab of a run. */
const tryIt = {
  source: 'Input',
  own: { picture: 'Draw or open', values: 'Type values', text: 'Write' },
  examples: 'Pick an example',
  pad: {
    label: 'Pad to draw on: with mouse, pen or finger',
    hint: 'Draw here',
    draw: 'Pen',
    erase: 'Eraser',
    undo: 'Undo',
    clear: 'Clear',
    width: 'Pen width',
    colour: 'Pen colour {colour}',
    open: 'Open a picture …',
    paste: 'or drop one here, or paste it (Ctrl+V)',
    back: 'Draw again',
    file: 'Picture {name}',
    pasted: 'pasted picture',
    notPicture: '{name} is no picture that can be read.',
    noPicture: 'There is no picture in the clipboard.',
    keys: 'Arrow keys move the pen; space puts it down and lifts it.',
    down: 'Pen down',
    up: 'Pen up'
  },
  centre: {
    name: 'Centre as in MNIST',
    why: 'The digits of MNIST were scaled into 20 × 20 and centred by their mass in 28 × 28. A network that has only seen such digits knows no others.'
  },
  invert: {
    name: 'Swap dark and light',
    why: 'Digits of MNIST are bright on dark; a photo of paper is the other way round.'
  },
  values: { reset: 'Middle values', missing: 'missing', out: 'outside what training has seen: {min} to {max}' },
  text: { label: 'Text', placeholder: 'Write or paste a text …', example: 'The prediction follows once you pause.' },
  pick: {
    filter: 'Which examples',
    all: 'all',
    wrong: 'wrong ones',
    random: 'Random example',
    nextWrong: 'Next mistake',
    split: 'Split'
  },
  result: {
    title: 'Prediction',
    waiting: 'Make an input: the prediction appears here.',
    argmax: 'Class {name}, because {p} is the largest of the {n} probabilities.',
    close: 'A close call: {name} has {p}.',
    binary: 'Class {name}, because {p} is the larger of the two probabilities.',
    value: 'The network answers {value}.',
    output: '{n} values',
    more: 'and {n} more, {sum} together',
    took: 'in {ms} ms',
    truth: 'true: {name}',
    right: 'right',
    wrong: 'wrong',
    off: 'off by {by}',
    bars: 'Probability of each class',
    scores: 'Output of each class',
    largest: 'Class {name}, because {value} is the largest of the {n} outputs.',
    above: 'Class {name}, because the output {value} is above {border}.',
    notAbove: 'Class {name}, because the output {value} is not above {border}.',
    noProbabilities: 'The outputs are no probabilities: nothing keeps them between 0 and 1 or makes them add up to 1.',
    bySoftmax: 'These are logits; the loss (from_logits) makes probabilities of them with softmax.',
    bySigmoid: 'This is a logit; the loss (from_logits) makes a probability of it with sigmoid.',
    byShare: 'The loss divides each by the sum of all.',
    logit: 'logit',
    number: 'output',
    softmax: 'softmax',
    sigmoid: 'sigmoid',
    share: 'share of the sum',
    moreScores: 'and {n} smaller ones'
  },
  input: {
    title: 'What the network is fed',
    how: 'How it came about',
    drawn: 'drawn strokes, smoothed to {size}',
    centred: 'scaled into 20 × 20, centred by mass in 28 × 28',
    averaged: 'each pixel is the mean of the ink in it',
    row: 'row no. {n} of the data',
    file: 'picture file, scaled to {size}',
    typed: 'typed values',
    text: 'text, {n} characters',
    fitted: 'fitted in training',
    none: 'no step: as it is'
  }
}

export default tryIt
