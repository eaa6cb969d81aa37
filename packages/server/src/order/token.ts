/**
 * Whether the shop's back end vouches for an order: a JWT with the claim `order`, signed with the site's key (HS256)
 * and not expired. A bad token proves nothing, and refuses nothing either.
 */
export async function provesOrder(token: string, orderId: string, signingKey: Uint8Array): Promise<boolean> {
  const { jwtVerify } = await import('jose')
  try {
    const { payload } = await jwtVerify(token, signingKey, { algorithms: ['HS256'] })
    return payload['order'] === orderId
  } catch {
    return false
  }
}
