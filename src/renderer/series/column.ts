export { Column, lowerBound } from '../../shared/column'
