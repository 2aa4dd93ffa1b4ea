// Elements of the page: finding and making them, listening to them, placing what floats at one, menus.
// It imports no other room, and knows nothing of the server.
