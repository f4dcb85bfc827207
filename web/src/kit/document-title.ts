/** What the tab of the browser says: how much is new, the page, the cloud. */

let page = ''
let cloud = 'Isthmus'
let news = 0

/** @param title - of the page that is shown */
export function showPage(title: string): void {
  page = title
  write()
}

/** @param count - how many notifications are new */
export function showNews(count: number): void {
  news = count
  write()
}

/** @param name - what the administrators call the cloud */
export function showCloud(name: string): void {
  cloud = name
  write()
}

function write(): void {
  document.title = `${news > 0 ? `(${news}) ` : ''}${page === '' ? '' : `${page} · `}${cloud}`
}
