export { pngBytes } from '../../src/main/datasets/pictures/png'
