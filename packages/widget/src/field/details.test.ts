import { beforeEach, expect, test } from 'vitest'
import { clean, detailsOf, minorOf } from './details.ts'

test.each([
  ['4990', 'EUR', 4990],
  ['4990', '', 4990],
  ['0', 'EUR', 0],
  ['49.90', 'EUR', 4990],
  ['49,90 €', 'EUR', 4990],
  ['€ 1.234,56', 'EUR', 123456],
  ['$1,234.56', 'USD', 123456],
  ["CHF 1'234.50", 'CHF', 123450],
  ['12 345,60 kr', 'SEK', 1234560],
  ['₩12,000', 'KRW', 12000],
  ['¥1,200', 'JPY', 1200],
  ['1.250', 'KWD', 1250],
  ['19 €', 'EUR', 1900],
  ['0.07', 'USD', 7],
  ['49.90', '', undefined],
  ['49.90', 'EURO', undefined],
  ['49.9', 'EUR', undefined],
  ['-49.90', 'EUR', undefined],
  ['free', 'EUR', undefined],
  ['', 'EUR', undefined],
  ['2 x 9.90', 'EUR', undefined],
  ['99999999999999999.00', 'EUR', undefined],
])('reads %j in %j as %j', (written, currency, minor) => {
  expect(minorOf(written, currency)).toBe(minor)
})

let form: HTMLFormElement
function given(markup: string): void {
  document.body.innerHTML = `<form id="order">${markup}</form>`
  form = document.querySelector('form')!
}
beforeEach(() => {
  document.body.innerHTML = ''
})

test('reads order and contact from the marked elements of the form', () => {
  given(
    '<input data-earshot="order-id" value=" 1001 "><output data-earshot="total" data-currency="eur">49,90 €</output>' +
      '<input data-earshot="email" value="ada@example.com"><input data-earshot="name" value="Ada">' +
      '<input data-earshot="phone" value="+49 30 123">',
  )
  expect(detailsOf(form)).toEqual({
    order: { id: '1001', total: 4990, currency: 'EUR' },
    contact: { email: 'ada@example.com', name: 'Ada', phone: '+49 30 123' },
  })
})

test('prefers data-minor and takes the currency from an input of its own', () => {
  given(
    '<input data-earshot="order-id" value="7"><b data-earshot="total" data-minor="1250">about 12</b>' +
      '<input data-earshot="currency" value="USD">',
  )
  expect(detailsOf(form)).toEqual({ order: { id: '7', total: 1250, currency: 'USD' } })
})

test('leaves out what is not valid rather than the words', () => {
  given(
    '<input data-earshot="order-id" value="7"><input data-earshot="total" value="call us">' +
      '<input data-earshot="email" value="none"><input data-earshot="phone" value="-">',
  )
  expect(detailsOf(form)).toEqual({ order: { id: '7' } })
})

test('has no order without an order id', () => {
  given('<input data-earshot="total" value="4990" data-currency="EUR">')
  expect(detailsOf(form)).toEqual({})
})

test('drops NUL and halves of surrogate pairs', () => {
  expect(clean('a\0b\ud800c')).toBe('ab\ufffdc')
})
