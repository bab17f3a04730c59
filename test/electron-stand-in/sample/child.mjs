// A utility process: echoes, or ends as it is told.
process.parentPort.on('message', ({ data }) => {
  if (data.end === 'crash') process.kill(process.pid, 'SIGSEGV')
  else if (data.end === 'exit') process.exit(3)
  else
    process.parentPort.postMessage({
      echo: data,
      type: process.type,
      hasSend: 'send' in process && process.send !== undefined
    })
})
console.log(`child of ${process.argv[2]}`)
