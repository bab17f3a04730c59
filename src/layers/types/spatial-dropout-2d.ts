import { spatialDropout } from '../families/spatial-dropout'

export default spatialDropout(2)
