/** The step that is worked out by the learner: before the first one w and b are 0, and there is little to see. Counts from 0. */
export const ASKED_STEP = 1
