import { flat, namedItems, plain, type Language } from './expression'

/** As black formats it. */
export const PYTHON: Language = {
  mark: '#',
  indent: '    ',
  width: 88,
  padding: '',
  trailing: ',',
  literal(given, float) {
    if (given === null) return 'None'
    if (typeof given === 'boolean') return given ? 'True' : 'False'
    if (typeof given === 'number' && float && Number.isInteger(given) && !String(given).includes('e'))
      return `${given}.0`
    return JSON.stringify(given)
  },
  bracketed(expression) {
    switch (expression.kind) {
      case 'list':
        return plain('[', expression.items, ']')
      case 'tuple':
        return plain('(', expression.items, expression.items.length === 1 ? ',)' : ')')
      case 'object':
        return { open: '{', items: namedItems(expression.entries, ': '), close: '}' }
      case 'call': {
        const { open, items, close } = plain(`${expression.callee}(`, expression.args, ')')
        return { open, items: [...items, ...namedItems(expression.named, '=')], close }
      }
      default:
        return null
    }
  },
  application: (to) => `(${to || '...'})`
}

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** As prettier formats it, without semicolons. Parameters by name are one object, the last argument. */
export const JAVASCRIPT: Language = {
  mark: '//',
  indent: '  ',
  width: 100,
  padding: ' ',
  trailing: '',
  literal: (given) => (typeof given === 'string' ? quoted(given) : JSON.stringify(given)),
  bracketed(expression) {
    switch (expression.kind) {
      case 'list':
      case 'tuple':
        return plain('[', expression.items, ']')
      case 'object':
        return { open: '{', items: namedItems(expression.entries, ': '), close: '}' }
      case 'call': {
        const { callee, args, named } = expression
        if (named.length === 0) return plain(`${callee}(`, args, ')')
        const first = args.map((argument) => `${flat(argument, JAVASCRIPT)}, `).join('')
        return { open: `${callee}(${first}{`, items: namedItems(named, ': '), close: '})' }
      }
      default:
        return null
    }
  },
  application: (to) => `.apply(${to})`
}
