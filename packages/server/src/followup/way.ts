import type { Contact, FollowupChannel } from '@earshot/sdk/contract'

/** What is known of how a customer may be reached. */
export interface Reach {
  /** What they left with the complaint: it may be used to come back to just that. */
  readonly left: Contact | undefined
  readonly phone: string | null
  readonly email: string | null
  /** By way: whether they agreed. */
  readonly consent: Readonly<Partial<Record<string, { given: boolean }>>>
  /** Whether their address asked for no more mail. */
  readonly refused: boolean
}

/** How a customer may be visited: the best way that they have and agreed to; undefined where there is none. */
export function wayTo(channels: readonly FollowupChannel[], reach: Reach): FollowupChannel | undefined {
  return channels.find((channel) => usable(channel, reach))
}

function usable(channel: FollowupChannel, { left, phone, email, consent, refused }: Reach): boolean {
  const asked = (way: string, own: boolean, known: boolean) => {
    const given = consent[way]?.given
    // What they left with a complaint is theirs to be answered by, unless they said no since.
    return own ? given !== false : known && given === true
  }
  switch (channel) {
    case 'phone':
      return asked('phone', left?.phone !== undefined, phone !== null)
    case 'mail':
      return !refused && asked('email', left?.email !== undefined, email !== null)
    case 'link':
      // Handed over by a messenger, or at the counter.
      return asked('message', left?.phone !== undefined || left?.email !== undefined, phone !== null || email !== null)
  }
}

/** The address that a mail would go to. */
export function mailboxOf({ left, email }: Pick<Reach, 'left' | 'email'>): string | undefined {
  return left?.email ?? email ?? undefined
}
