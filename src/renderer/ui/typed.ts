interface TypingListeners {
  readonly oninput: (event: Event) => void
  readonly oncompositionend: () => void
}

/** Hears what is typed into a field, but nothing that an input method still composes: half a pinyin word is no word. */
export function typed(hear: () => void): TypingListeners {
  return {
    oninput: event => {
      if (!(event as InputEvent).isComposing) hear()
    },
    oncompositionend: hear,
  }
}
