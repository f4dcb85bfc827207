import { describe, expect, it } from 'vitest'
import type { Fields } from './message.ts'
import type { SignatureSelection } from './policy.ts'
import { findSignature } from './received-signatures.ts'

const input = 'sig=("@method");created=1788000000;keyid="k";tag="ocm"'
const signature = 'sig=:AAAA:, ocm=:AAAB:, proxy=:AAAC:'
const byTag = { tag: 'ocm' }
const byTagOrLabel = { tag: 'ocm', untaggedLabel: 'ocm' }

function find(headers: Fields, select: SignatureSelection = byTag): unknown {
  return findSignature({ method: 'GET', url: 'https://a.example/', headers }, select)
}

function selected(signatureInput: string, selection: SignatureSelection): unknown {
  return find({ 'Signature-Input': signatureInput, Signature: signature }, selection)
}

describe('finding the signature of a message', () => {
  it('reads both fields from whatever lines and with whatever blanks they come', () => {
    const headers = {
      'signature-input': [
        'proxy=();keyid="p"',
        '\tsig=(  "a"   "b";key="c" );created=1;keyid="k";x=?1;tag="ocm" ',
      ],
      SIGNATURE: ['proxy=:AAAC:', ' sig=:AAAA:'],
    }
    expect(find(headers)).toMatchObject({
      label: 'sig',
      components: [{ name: 'a' }, { name: 'b', parameters: new Map([['key', 'c']]) }],
      parameters: { created: 1, keyid: 'k', tag: 'ocm', alg: undefined },
      signatureParams: '("a" "b";key="c");created=1;keyid="k";x;tag="ocm"',
      signature: Uint8Array.of(0, 0, 0),
    })
  })

  it('keeps the kinds of unknown parameters apart, since they are signed', () => {
    expect(selected('sig=("a");q=1.0;created=01;tag="ocm"', byTag)).toMatchObject({
      signatureParams: '("a");q=1.0;created=1;tag="ocm"',
    })
  })

  it('finds none in a message that an older draft signed, or nobody', () => {
    expect(find({})).toMatchObject({ reason: 'unsigned' })
    expect(find({ Signature: 'keyId="k",algorithm="rsa-sha256",signature="AAAA"' })).toMatchObject({
      reason: 'unsigned',
    })
    expect(find({ 'Signature-Input': '', Signature: '' })).toMatchObject({ reason: 'unsigned' })
  })

  it.each<[string, SignatureSelection, string, string]>([
    ['by tag, under any label', byTag, 'sig=();tag="ocm"', 'sig'],
    ['by tag, beside others', byTag, 'proxy=(), ocm=();tag="x", sig=();tag="ocm"', 'sig'],
    ['by tag, also where a label would do', byTagOrLabel, 'ocm=(), sig=();tag="ocm"', 'sig'],
    ['by label where it has no tag and is alone', byTagOrLabel, 'ocm=()', 'ocm'],
    ['by label', { label: 'proxy' }, 'sig=();tag="ocm", proxy=()', 'proxy'],
    ['as the only one', 'only', 'proxy=()', 'proxy'],
  ])('takes it %s', (_, selection, signatureInput, label) => {
    expect(selected(signatureInput, selection)).toMatchObject({ label })
  })

  it.each<[string, SignatureSelection, string, string]>([
    ['none has the tag', byTag, 'ocm=(), sig=();tag="other"', 'unsigned'],
    ['two have the tag', byTag, 'sig=();tag="ocm", proxy=();tag="ocm"', 'ambiguous-signature'],
    ['it has no tag and the label is not allowed', byTag, 'ocm=()', 'unsigned'],
    ['it has no tag and another label', byTagOrLabel, 'sig=()', 'unsigned'],
    ['it has the label and another tag', byTagOrLabel, 'ocm=();tag="other"', 'unsigned'],
    ['it has the label and no tag, but is not alone', byTagOrLabel, 'ocm=(), proxy=()', 'unsigned'],
    ['none has the label', { label: 'ocm' }, 'sig=();tag="ocm"', 'unsigned'],
    ['it is not the only one', 'only', 'sig=(), proxy=()', 'ambiguous-signature'],
  ])('refuses when %s', (_, selection, signatureInput, reason) => {
    expect(selected(signatureInput, selection)).toMatchObject({ ok: false, reason })
  })

  it.each<[string, Fields]>([
    ['Signature-Input is no Dictionary', { 'Signature-Input': 'sig=(', Signature: signature }],
    ['Signature-Input has an Item', { 'Signature-Input': `${input}, other=1`, Signature: signature }],
    ['Signature-Input has a line break', { 'Signature-Input': `${input}\n, b=()`, Signature: signature }],
    ['a component is no String', { 'Signature-Input': 'sig=(method);tag="ocm"', Signature: signature }],
    ['created has a fraction', { 'Signature-Input': 'sig=();created=1.5;tag="ocm"', Signature: signature }],
    ['created is a String', { 'Signature-Input': 'sig=();created="1";tag="ocm"', Signature: signature }],
    ['expires is a Boolean', { 'Signature-Input': 'sig=();expires;tag="ocm"', Signature: signature }],
    ['keyid is a Token', { 'Signature-Input': 'sig=();keyid=k;tag="ocm"', Signature: signature }],
    ['tag is a Token', { 'Signature-Input': 'sig=();keyid="k";tag=ocm', Signature: signature }],
    ['alg is a Boolean', { 'Signature-Input': 'sig=();alg;tag="ocm"', Signature: signature }],
    ['there is no Signature', { 'Signature-Input': input }],
    ['Signature is no Dictionary', { 'Signature-Input': input, Signature: 'sig=:AA' }],
    ['Signature lacks the label', { 'Signature-Input': input, Signature: 'other=:AAAA:' }],
    ['Signature is a String', { 'Signature-Input': input, Signature: 'sig="AAAA"' }],
    ['Signature is a list', { 'Signature-Input': input, Signature: 'sig=(:AAAA:)' }],
    [
      'there are too many signatures',
      { 'Signature-Input': Array.from({ length: 17 }, (_, n) => `s${n}=()`) },
    ],
    ['it has too many components', { 'Signature-Input': `sig=(${'"a" '.repeat(65)});tag="ocm"` }],
    [
      'Signature-Input is too long',
      { 'Signature-Input': `${input};x="${'x'.repeat(16_384)}"`, Signature: signature },
    ],
    ['Signature is too long', { 'Signature-Input': input, Signature: `sig=:${'A'.repeat(16_384)}:` }],
  ])('takes a message as malformed when %s', (_, headers) => {
    expect(find(headers)).toMatchObject({ ok: false, reason: 'malformed' })
  })
})
