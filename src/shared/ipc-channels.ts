// The only two names that cross Electron's border; everything else goes through the contract.
export const INVOKE_CHANNEL = 'netloom:invoke'
export const EVENT_CHANNEL = 'netloom:event'
