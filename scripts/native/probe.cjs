'use strict'
// Run as a process of its own: loads tfjs-node from the folder given, multiplies two matrices and prints one line of
// JSON: { tfVersion, product }. A crash inside the library thus ends this process only.
const util = require('node:util')

// tfjs-node 4.22 calls two functions that Node 23 took away.
util.isNullOrUndefined ??= (value) => value === null || value === undefined
util.isArray ??= Array.isArray

const tf = require(process.argv[2])
const product = tf
  .matMul(
    tf.tensor2d([
      [1, 2],
      [3, 4]
    ]),
    tf.tensor2d([
      [5, 6],
      [7, 8]
    ])
  )
  .dataSync()
process.stdout.write(
  `${JSON.stringify({ tfVersion: tf.backend().binding.TF_Version, product: Array.from(product) })}\n`
)
