/** An event whose default a listener may prevent, as Electron's. */
export class PreventableEvent {
  defaultPrevented = false

  preventDefault = () => {
    this.defaultPrevented = true
  }
}
