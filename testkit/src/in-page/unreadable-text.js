/**
 * Finds text that people cannot read where it is: cut off, running out of its box, with other text over it, or in a part of
 * the page that has to be scrolled sideways. What ends in an ellipsis or is there to be heard alone is meant so.
 * @param {Element} root - in which it is looked for
 * @returns {string[]} one line for each
 */
function unreadableText(root) {
  /** @type {Set<string>} */
  const found = new Set()
  /** @type {{ element: Element, layer: Element, rect: DOMRect, words: string }[]} */
  const shown = []
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const words = text.textContent?.trim() ?? ''
    const element = text.parentElement
    if (words === '' || element === null || !isSeen(element)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const rect of range.getClientRects()) {
      // What lies above the page comes into sight when it has the focus.
      if (rect.width < 1 || rect.height < 1 || rect.bottom + scrollY < 0) continue
      const flaw = flawOf(element, rect)
      if (flaw !== undefined) found.add(`${flaw}: ${describe(element)} “${words}”`)
      else shown.push({ element, layer: layerOf(element), rect: seenOf(element, rect), words })
    }
  }
  for (const [at, one] of shown.entries()) {
    for (const other of shown.slice(at + 1)) {
      if (one.element === other.element || one.layer !== other.layer || !overlap(one.rect, other.rect))
        continue
      found.add(`“${one.words}” and “${other.words}” lie over each other: ${describe(one.element)}`)
    }
  }
  for (const box of root.querySelectorAll(':not(pre, textarea, input)')) {
    if (box.scrollWidth <= box.clientWidth + 1 || !/auto|scroll/.test(getComputedStyle(box).overflowX))
      continue
    found.add(`scrolls sideways, ${box.scrollWidth} in ${box.clientWidth} pixels: ${describe(box)}`)
  }
  return [...found]

  /** @param {Element} element */
  function isSeen(element) {
    return (
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('option, script, style, textarea') === null &&
      !isHeardAlone(element)
    )
  }

  /** @param {Element} element */
  function isHeardAlone(element) {
    for (let box = /** @type {Element | null} */ (element); box !== null; box = box.parentElement) {
      if (getComputedStyle(box).clipPath.startsWith('inset(50%')) return true
    }
    return false
  }

  /**
   * @param {Element} element
   * @param {DOMRect} rect
   */
  function flawOf(element, rect) {
    let isBoxed = false
    // Spaces at the end of a line hang over it.
    const slack = getComputedStyle(element).whiteSpace.startsWith('pre') ? 12 : 1.5
    for (let box = /** @type {Element | null} */ (element); box !== null; box = box.parentElement) {
      const { display, overflowX, overflowY, textOverflow, position } = getComputedStyle(box)
      if (display === 'inline' || display === 'contents') continue
      if (textOverflow === 'ellipsis' || /auto|scroll/.test(overflowX)) return undefined
      const area = box.getBoundingClientRect()
      const isOut = rect.left < area.left - slack || rect.right > area.right + slack
      if (isOut && /hidden|clip/.test(overflowX)) return 'cut off'
      if (isOut && !isBoxed) return 'runs out of its box'
      if (/auto|scroll/.test(overflowY)) return undefined
      const middle = (rect.top + rect.bottom) / 2
      if (/hidden|clip/.test(overflowY) && (middle < area.top || middle > area.bottom)) return 'cut off'
      if (position === 'fixed') return undefined
      isBoxed = true
    }
    return undefined
  }

  /**
   * As much of it as what is around it lets through.
   * @param {Element} element
   * @param {DOMRect} rect
   */
  function seenOf(element, rect) {
    let { left, right, top, bottom } = rect
    for (let box = /** @type {Element | null} */ (element); box !== null; box = box.parentElement) {
      if (getComputedStyle(box).overflow === 'visible') continue
      const area = box.getBoundingClientRect()
      left = Math.max(left, area.left)
      right = Math.min(right, area.right)
      top = Math.max(top, area.top)
      bottom = Math.min(bottom, area.bottom)
    }
    return new DOMRect(left, top, Math.max(right - left, 0), Math.max(bottom - top, 0))
  }

  /**
   * What it moves with: what lies over the page on purpose is not over its text by mistake.
   * @param {Element} element
   */
  function layerOf(element) {
    for (let box = /** @type {Element | null} */ (element); box !== null; box = box.parentElement) {
      if (/fixed|sticky|absolute/.test(getComputedStyle(box).position)) return box
    }
    return document.documentElement
  }

  /**
   * @param {DOMRect} one
   * @param {DOMRect} other
   */
  function overlap(one, other) {
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
    return width > 2 && height > Math.min(one.height, other.height) / 2
  }

  /** @param {Element} element */
  function describe(element) {
    const names = [...element.classList].map((name) => `.${name}`)
    return `<${element.localName}${names.join('')}> in <${element.parentElement?.localName} class="${element.parentElement?.className}">`
  }
}

Object.assign(globalThis, { unreadableText })
