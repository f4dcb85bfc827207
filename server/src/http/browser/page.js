/**
 * What pages can do besides when there is a script: the theme that was chosen in the app, times in the zone of the
 * browser, passwords that can be seen, and uploads with progress, also of files that are dropped on the page. Everything
 * works without it.
 */

const theme = localStorage.getItem('isthmus.theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme

for (const time of document.querySelectorAll('time')) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  time.textContent = format.format(new Date(time.dateTime))
}

for (const field of document.querySelectorAll('input[data-reveal]')) {
  if (field instanceof HTMLInputElement) offerReveal(field)
}

const uploadForm = document.querySelector('form[data-upload]')
if (uploadForm instanceof HTMLFormElement) improveUpload(uploadForm)

/** @param {HTMLInputElement} field */
function offerReveal(field) {
  const label = document.createElement('label')
  label.className = 'check'
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.addEventListener('change', () => {
    field.type = box.checked ? 'text' : 'password'
  })
  label.append(box, field.dataset['reveal'] ?? '')
  field.after(label)
}

/** @param {HTMLFormElement} form */
function improveUpload(form) {
  const { uploading = '', uploaded = '', failed = '' } = form.dataset
  const field = form.querySelector('input[type=file]')
  const list = form.querySelector('[data-uploads]')
  if (!(field instanceof HTMLInputElement) || list === null) return
  form.querySelector('[data-drop-hint]')?.removeAttribute('hidden')
  /** @type {{ file: File, item: HTMLLIElement }[]} */
  const waiting = []
  let busy = false
  let anyFailed = false

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    add(field.files ?? [])
    field.value = ''
  })
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    document.body.classList.add('dropping')
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping')
  })
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    document.body.classList.remove('dropping')
    add(event.dataTransfer?.files ?? [])
  })
  addEventListener('beforeunload', (event) => {
    if (busy) event.preventDefault()
  })

  /** @param {Iterable<File>} files */
  function add(files) {
    for (const file of files) {
      const item = document.createElement('li')
      item.textContent = file.name
      list?.append(item)
      waiting.push({ file, item })
    }
    if (!busy) void uploadAll()
  }

  async function uploadAll() {
    busy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { file, item } = next
      const bar = document.createElement('progress')
      bar.setAttribute('aria-label', `${file.name} ${uploading}`)
      item.append(' ', bar)
      const problem = await upload(file, bar)
      bar.remove()
      item.className = problem === undefined ? 'success' : 'problem'
      item.append(problem === undefined ? ` – ${uploaded}` : ` – ${failed}: ${problem}`)
      anyFailed ||= problem !== undefined
    }
    busy = false
    // Where there is a listing, it shows what has come; what went wrong must stay to be read.
    if (!anyFailed && document.querySelector('#contents') !== null) location.reload()
  }

  /**
   * @param {File} file
   * @param {HTMLProgressElement} bar
   * @returns {Promise<string | undefined>} what went wrong
   */
  function upload(file, bar) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest()
      request.open('POST', form.action)
      request.setRequestHeader('accept', 'application/json')
      request.responseType = 'document'
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        bar.max = total
        bar.value = loaded
      })
      request.addEventListener('loadend', () => {
        if (request.status === 201) return resolve(undefined)
        const alert = request.responseXML?.querySelector('[role=alert], h1')
        resolve(alert?.textContent ?? String(request.status))
      })
      const body = new FormData()
      body.append('file', file)
      request.send(body)
    })
  }
}
