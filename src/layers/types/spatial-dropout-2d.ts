import { spatialDropout } from '../spatial-dropout'

export default spatialDropout(2)
