// The answers that the page needs before it shows anything. They come while its code loads instead of after it.
{
  const { overlay, signedIn } = document.documentElement.dataset
  const addresses = ['/api/config']
  if (signedIn !== undefined || location.hash.startsWith('#/home')) addresses.push('/api/auth/me')
  // The requests of an overlay carry its token.
  if (overlay === undefined)
    for (const href of addresses)
      document.head.append(
        Object.assign(document.createElement('link'), {
          rel: 'preload',
          as: 'fetch',
          crossOrigin: 'anonymous',
          href,
        }),
      )
}
