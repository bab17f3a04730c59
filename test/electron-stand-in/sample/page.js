const show = (id, text) => (document.getElementById(id).textContent = text)
const answer = (promise) =>
  promise.then(
    (value) => show('answer', value),
    (error) => show('answer', `failed: ${error.message}`)
  )

document.getElementById('greet').addEventListener('click', () => answer(window.sample.invoke('greet', 'Ada')))
document.getElementById('pick').addEventListener('click', () => answer(window.sample.invoke('pick')))
window.sample.subscribe((text, numbers) => show('pushed', `${text} ${numbers.constructor.name} ${numbers.join()}`))
