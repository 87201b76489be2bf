/* Who answers whom, on pages that only show how deep an answer is indented. */

/** For each post in page order the id of the post it answers: the nearest one before it that stands less deep. */
export function parentsByDepth(
  posts: readonly { readonly id: string | null; readonly depth: number }[],
): (string | null)[] {
  const above: { readonly id: string | null; readonly depth: number }[] = []
  return posts.map(post => {
    while (above.length > 0 && above.at(-1)!.depth >= post.depth) above.pop()
    const parent = above.at(-1)?.id ?? null
    above.push(post)
    return parent
  })
}
