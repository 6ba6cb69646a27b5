# Pages for what went wrong.
missing-title = This page does not exist
missing-sentence = The address may have been mistyped, or what it showed has been removed. If you are not allowed to see something, the answer is the same.
refused-title = This is not possible
often-title = Too many attempts
often-sentence = { $minutes ->
    [one] Wait one minute, then try again. Nothing is lost.
   *[other] Wait { $minutes } minutes, then try again. Nothing is lost.
}
large-title = This is too big
large-sentence = What you sent is larger than allowed. Choose a smaller picture or a shorter text.
foreign-title = This request comes from elsewhere
foreign-sentence = The form was sent from another site, or by a browser that hides where it comes from. Open the page on this site and try again.
busy-title = The site is busy
busy-sentence = Nothing was saved. Wait a moment, then try again.
full-title = The server has no room left
full-sentence = Nothing was saved. Tell the person who runs the site.
fault-title = Something went wrong
fault-sentence = This is not your fault. Try again in a moment. If it goes on, give this number to the person who runs the site.
fault-number = Number: { $number }
