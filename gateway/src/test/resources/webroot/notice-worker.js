self.addEventListener('notificationclick', () => undefined)
