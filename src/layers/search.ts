// Finding layers by what a person types: part of a name in either language, another word for it, or its initials.
import type { LayerCatalogue } from './index'
import type { Locale } from '../shared/locale'
import type { LayerType } from './define'

/** How well a query fits, the best first. */
const WHOLE = 1
const START = 2
const START_OF_WORDS = 3
const INITIALS = 4
const LETTERS_LEFT_OUT = 5

/** A name, as the query is compared with it. */
interface Term {
  /** In lower case, without what is neither letter nor digit: 'globalaveragepooling2d'. */
  letters: string
  /** 'global', 'average', 'pooling', '2d' */
  words: readonly string[]
}

const HAN = /\p{Script=Han}/u
const CAMEL = /\d+[A-Z]?|[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g

/**
 * Layers that a query finds, the best first: by the whole class name, then by the whole of another name, the start of a
 * name, the starts of its words in any order ('pool max'), initials ('gap', 'c2d'), letters left out ('drpout'). Names
 * are class name, titles of both languages and synonyms; upper and lower case, full and half width are the same. Of
 * layers that fit equally well, those that do so by class name come first, then those by
 * the title in `locale`, then those by the other title.
 * An empty query finds all, in the order of the catalogue.
 */
export function searchLayers(catalogue: LayerCatalogue, query: string, locale: Locale): LayerType[] {
  const layers = [...catalogue.values()]
  const sought = termOf(query)
  if (sought.letters === '') return query.trim() === '' ? layers : []
  const ranked = layers.map((layer) => ({ layer, rank: rankOf(layer, sought, locale) }))
  return ranked
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ layer }) => layer)
}

function rankOf(layer: LayerType, query: Term, locale: Locale): number {
  const name = termOf(layer.className, layer.className.match(CAMEL) ?? [])
  if (name.letters === query.letters) return 0
  const texts = [layer.title[locale], ...Object.values(layer.title), ...(layer.synonyms ?? [])]
  const terms = [name, ...texts.map((text) => termOf(text))]
  const best = terms.map((term, i) => fit(query, term) + Math.min(i, 4) / 10)
  const spelt = lettersLeftOut(query.letters, name.letters) ? LETTERS_LEFT_OUT : Infinity
  return Math.min(...best, spelt)
}

/** A last 层 (layer) goes, and 二维 is 2d, however the one or the other is written. */
function termOf(text: string, given?: readonly string[]): Term {
  const plain = (part: string): string =>
    part
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[一1]维/g, '1d')
      .replaceAll(/[二2]维/g, '2d')
      .replace(/(?<=.)层$/, '')
  const words = given?.map(plain) ?? plain(text.trim()).match(/[\p{L}\p{N}]+/gu) ?? []
  return { letters: words.join(''), words }
}

function fit(query: Term, term: Term): number {
  if (query.letters === term.letters) return WHOLE
  if (term.letters.startsWith(query.letters)) return START
  if (query.words.every((word) => startsWord(word, term))) return START_OF_WORDS
  return query.letters.length > 1 && areInitials(query.letters, term.words) ? INITIALS : Infinity
}

/** Chinese has no spaces: there, a word may start anywhere. */
const startsWord = (part: string, { letters, words }: Term): boolean =>
  words.some((word) => word.startsWith(part)) || (HAN.test(part) && letters.includes(part))

/** Is it made of the starts of some of the words, in their order, that of the first one among them? */
function areInitials(query: string, [first, ...others]: readonly string[]): boolean {
  const goesOn = (rest: string, words: readonly string[]): boolean =>
    rest === '' || words.some((word, i) => takes(rest, word, words.slice(i + 1)))
  const takes = (rest: string, word: string, later: readonly string[]): boolean =>
    [...word].some((_letter, i) => rest.startsWith(word.slice(0, i + 1)) && goesOn(rest.slice(i + 1), later))
  return first !== undefined && takes(query, first, others)
}

/** Does the name go on as the query does, from its first letter, with at most every second letter left out? */
function lettersLeftOut(query: string, name: string): boolean {
  if (query.length < 3 || query[0] !== name[0]) return false
  let end = 0
  for (const letter of query) {
    const at = name.indexOf(letter, end)
    if (at < 0) return false
    end = at + 1
  }
  return end <= 2 * query.length
}
