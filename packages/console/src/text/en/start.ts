/** What is said of a shop that is new. */
export const start = {
  card: {
    title: 'Your shop is not set up yet',
    more: 'Six short steps: name and hours, colours, the line for your page, mail, colleagues, a first answer.',
    go: 'Set it up',
  },
  demo: { banner: 'You are looking at demo data.', act: 'Take it away' },
}
