// The command line. Every file in commands/ that exports `register` is a command.
import { Command, CommanderError } from 'commander'
import { appVersion } from '../main/paths'
import { fail } from './output'

const commands = import.meta.glob<{ register?: (program: Command) => void }>('./commands/*.ts', { eager: true })

const program = new Command('netloom')
  .description('Design, train and compare neural networks, natively on TensorFlow, offline.')
  .version(appVersion())
  .exitOverride()
  .showHelpAfterError()
for (const command of Object.values(commands)) command.register?.(program)

// A reader that has gone (`| head -1`) must not cost the run that is training.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

try {
  await program.parseAsync()
} catch (error) {
  // Commander has said what was wrong with the arguments, or printed the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else fail(error)
}
