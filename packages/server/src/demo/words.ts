/** What the demo shop's customers say. Each unhappy word comes with the reasons and the moment that it belongs to. */

/** One thing said by somebody not satisfied. */
interface Unhappy {
  moment: 'purchase' | 'delivery' | 'invoice' | 'service' | 'anytime'
  satisfaction: 1 | 2 | 3
  reasons: readonly string[]
  comment: string
}

/** The customers and the words of one language. */
export interface Voice {
  locale: string
  names: readonly string[]
  happy: readonly string[]
  unhappy: readonly Unhappy[]
  /** Comments from the order form. */
  order: readonly string[]
}

export const VOICES: readonly Voice[] = [
  {
    locale: 'en',
    names: [
      'Ada Brandt',
      'Marta Ruiz',
      'James Okafor',
      'Nora Lindqvist',
      'Tom Hale',
      'Priya Raman',
      'Elsie Moore',
      'Dan Weiss',
    ],
    happy: [
      'The ribbon was a lovely touch. A gift note field would be nice.',
      'Ordered on Sunday, here on Tuesday. Thank you!',
      'Bread still warm, packed as if by my grandmother.',
      'You answered in half an hour on a Sunday.',
      'Everything whole, everything beautiful. More colours, please.',
      'Best candles I have had. Could you sell refills?',
      'Easy to find my way round, even on my old phone.',
      'My mother loved it. A smaller box would do, though.',
    ],
    unhappy: [
      {
        moment: 'delivery',
        satisfaction: 2,
        reasons: ['packaging', 'damaged'],
        comment: 'The box was torn and one of the two mugs has a crack. They are a gift for Saturday.',
      },
      {
        moment: 'delivery',
        satisfaction: 1,
        reasons: ['late'],
        comment: 'Refund promised on Monday has not arrived, and neither has the parcel.',
      },
      {
        moment: 'delivery',
        satisfaction: 2,
        reasons: ['wrong-item'],
        comment: 'I ordered the orchard bowl and got the bud vase.',
      },
      {
        moment: 'service',
        satisfaction: 2,
        reasons: ['quality'],
        comment: 'Bread was stale on arrival, third time this month with the Friday delivery.',
      },
      { moment: 'purchase', satisfaction: 3, reasons: ['website'], comment: 'The basket forgot my address twice.' },
      { moment: 'purchase', satisfaction: 3, reasons: ['price'], comment: 'Postage costs more than the rye.' },
      {
        moment: 'invoice',
        satisfaction: 2,
        reasons: ['amount'],
        comment: 'Charged for four towels, ordered three.',
      },
      {
        moment: 'anytime',
        satisfaction: 1,
        reasons: ['service'],
        comment: 'I rang three times and nobody called back.',
      },
    ],
    order: [
      'Please leave it with the neighbour at number 12.',
      'It is a birthday present: no price in the box, please.',
      'Ring twice, the bell is tired.',
      'Last time a mug came chipped; an extra layer of paper would help.',
    ],
  },
  {
    locale: 'zh-Hant',
    names: ['陳美玲', '林志豪', '黃雅婷', '張家瑋', '李淑芬'],
    happy: [
      '換貨很快,謝謝。',
      '包裝很用心,媽媽很喜歡。',
      '麵包香氣十足,會再回購。',
      '客服回覆快又親切。',
      '希望能有小包裝可以選。',
    ],
    unhappy: [
      {
        moment: 'invoice',
        satisfaction: 3,
        reasons: ['amount', 'details'],
        comment: '發票上的金額和網站不同,請幫我確認一下。',
      },
      {
        moment: 'delivery',
        satisfaction: 2,
        reasons: ['packaging', 'damaged'],
        comment: '盒子壓扁了,杯子邊緣有缺口。',
      },
      { moment: 'delivery', satisfaction: 2, reasons: ['late'], comment: '說好週三到,週五才收到。' },
      { moment: 'purchase', satisfaction: 3, reasons: ['payment'], comment: '付款頁面轉了很久,不知道有沒有成功。' },
    ],
    order: ['請在下午三點後送達。', '送禮用,請附小卡:「生日快樂」。', '管理室可代收。'],
  },
  {
    locale: 'ko',
    names: ['김서연', '이준호', '박민지', '최다은', '정우진'],
    happy: [
      '포장이 정말 예뻐요. 감사합니다!',
      '배송이 빨라서 놀랐어요.',
      '빵이 아직 따뜻했어요.',
      '다음에는 선물 포장도 선택할 수 있으면 좋겠어요.',
      '문의에 바로 답해 주셔서 좋았습니다.',
    ],
    unhappy: [
      {
        moment: 'delivery',
        satisfaction: 2,
        reasons: ['packaging'],
        comment: '포장이 찢어져서 왔어요. 내용물은 괜찮지만 선물용이라 속상합니다.',
      },
      {
        moment: 'delivery',
        satisfaction: 1,
        reasons: ['late'],
        comment: '일주일이 지났는데 아직도 도착하지 않았습니다.',
      },
      {
        moment: 'service',
        satisfaction: 2,
        reasons: ['waiting'],
        comment: '매장에서 20분을 기다렸는데 아무도 안내해 주지 않았어요.',
      },
      { moment: 'purchase', satisfaction: 3, reasons: ['selection'], comment: '원하던 색상이 늘 품절이에요.' },
    ],
    order: ['문 앞에 두고 문자 주세요.', '선물이니 가격표는 빼 주세요.'],
  },
  {
    locale: 'es',
    names: ['Lucía Fernández', 'Jorge Molina'],
    happy: ['Todo perfecto y muy bien envuelto. ¡Gracias!', 'Llegó antes de lo previsto.'],
    unhappy: [
      {
        moment: 'delivery',
        satisfaction: 1,
        reasons: ['damaged', 'packaging'],
        comment: 'El pedido llegó abierto y faltaba una taza. He escrito dos veces.',
      },
      {
        moment: 'delivery',
        satisfaction: 3,
        reasons: ['late'],
        comment: 'Dos días tarde, pero el repartidor fue muy amable.',
      },
    ],
    order: ['Entregar por la tarde, por favor.'],
  },
  {
    locale: 'ja',
    names: ['佐藤恵', '田中亮'],
    happy: ['丁寧な梱包でした。ありがとうございます。', '香りがとても良いです。'],
    unhappy: [
      {
        moment: 'delivery',
        satisfaction: 2,
        reasons: ['damaged'],
        comment: '届いた皿が一枚割れていました。',
      },
      { moment: 'invoice', satisfaction: 3, reasons: ['details'], comment: '領収書の宛名が違っていました。' },
    ],
    order: ['のし紙をお願いします。'],
  },
]
