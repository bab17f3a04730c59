// Is native TensorFlow there? `npm test` tells the tests what it could not provide, so that they skip with a reason.
export const nativeIsMissing = (process.env.NETLOOM_MISSING ?? '').includes('"native"') || process.env.NETLOOM_NATIVE === 'off'
