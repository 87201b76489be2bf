/* Signatures that stand in the body itself, below a rule of underscores: phpBB 2, vBulletin 3 and others. */
import type { ChildNode } from '../text/dom.ts'
import { isTag, isText } from '../text/dom.ts'

const rule = /^\s*_{10,}\s*$/

/** The body's nodes above the last rule and the signature's below it; the rule may stand one element deep. */
export function splitSignature(nodes: readonly ChildNode[]): {
  body: readonly ChildNode[]
  signature: readonly ChildNode[] | null
} {
  const at = nodes.findLastIndex(isRule)
  if (at >= 0) return { body: withoutEnd(nodes.slice(0, at)), signature: withoutStart(nodes.slice(at + 1)) }
  for (const [index, node] of [...nodes.entries()].reverse()) {
    if (!isTag(node) || !/^(?:span|div|font|p)$/.test(node.name)) continue
    const inner = node.children.findLastIndex(isRule)
    if (inner < 0) continue
    const signature = withoutStart([...node.children.slice(inner + 1), ...nodes.slice(index + 1)])
    node.children = [...withoutEnd(node.children.slice(0, inner))]
    return { body: nodes.slice(0, index + 1), signature }
  }
  return { body: nodes, signature: null }
}

const isRule = (node: ChildNode): boolean => isText(node) && rule.test(node.data)
const isBlank = (node: ChildNode): boolean =>
  (isTag(node) && node.name === 'br') || (isText(node) && node.data.trim() === '')

const withoutStart = (nodes: readonly ChildNode[]): readonly ChildNode[] => {
  const first = nodes.findIndex(node => !isBlank(node))
  return first < 0 ? [] : nodes.slice(first)
}
const withoutEnd = (nodes: readonly ChildNode[]): readonly ChildNode[] =>
  nodes.slice(0, nodes.findLastIndex(node => !isBlank(node)) + 1)
