"""What the starter pages tell practitioners whose case is reviewed (framework §8, Appendices 9 and 11 to 14)."""

from __future__ import annotations

WORKSHOPS = """
<p>A reflective learning workshop brings together the people who worked with a child and a family, and their managers.
They look at what happened and why it made sense at the time, so that something can be learned. Not every {review} has
one: it depends on how the review is carried out.</p>
<h2>What it is for</h2>
<p>A review looks for ways to make children safer. It does not look for somebody to blame, neither a person nor an
organisation. The people who were there know best what helped, what got in the way and what the pressures were. No
record can say that.</p>
<h2>What you can rely on</h2>
<ul>
<li>The Lead Reviewer leads the workshop. They do not work for the organisations that take part, and they step in when
somebody begins to speak of blame or of one person's practice.</li>
<li>What you say is not linked to you. The report takes up what was said as themes, without names.</li>
<li>The notes are confidential. They are not passed on without the written agreement of {body}.</li>
<li>What went well is written down too, not only what has to change.</li>
</ul>
<h2>Who is invited</h2>
<p>Everybody who worked directly with the child or the family, with their supervisors. The invitation comes well
before the day. Please come: what you know cannot be found elsewhere. If you cannot, say so, and another way is found,
such as a conversation with the Lead Reviewer alone. Your organisation gives you the time.</p>
<h2>How it usually goes</h2>
<ol>
<li><b>The facts.</b> The Lead Reviewer tells what is known. You can question it, correct it and add to it.</li>
<li><b>The life of the child.</b> You look at the same days as the child lived them.</li>
<li><b>What stood behind it.</b> You look for themes: in the work with families, and in teams, culture and
resources.</li>
<li><b>What can be learned.</b> You say what could be done differently from now on, and what was good and should go
on.</li>
</ol>
<p>Towards the end of the review there is often a second meeting, at which you hear what was found.</p>
<h2>Afterwards</h2>
<p>It can be hard to speak about a child whom you knew. Plan with your manager, before the day, who you can talk with
afterwards. Do not talk about the review outside it.</p>
"""

YOUR_CASE = """
<p>You have heard that there is a {review} about a child with whom you worked. This page says what that means for
you.</p>
<h2>What it is, and what it is not</h2>
<p>The review looks at how organisations worked together. It asks what can be learned. You take part without fear of
being blamed for what you did in good faith.</p>
<p>It is not part of any disciplinary process. If there has to be one, your organisation deals with it separately, in
its own procedure.</p>
<h2>What you may be asked for</h2>
<ul>
<li><b>What is in the records.</b> Your organisation puts together what it knows, often as a chronology and a
report.</li>
<li><b>A conversation.</b> The person who writes the report of your organisation may want to speak with you. You
should hear of it in writing beforehand, and get a summary of what was said. Where you see it differently, that is
noted.</li>
<li><b>A workshop.</b> You may be invited to a reflective learning workshop with others who were there.</li>
</ul>
<h2>What happens with what you say</h2>
<p>The report of your organisation is not published, and the notes of workshops are not. We do not give the reports or
chronologies of organisations to the police or a court. If they ask us, we tell them whom to ask in your
organisation.</p>
<p>The published report names no practitioner and nobody of the family.</p>
<h2>Police, courts and an inquest</h2>
<p>A review may run beside a police investigation, court proceedings or an inquest. It is separate from all of
them.</p>
<h2>Support</h2>
<p>Your organisation gives you time to take part, and looks after you while the review goes on. Ask your manager who
that is in your team: a supervisor, your safeguarding lead, a union, or the counselling that your organisation
offers.</p>
<h2>When the report is published</h2>
<p>The senior managers of your own organisation tell you the day beforehand, and make sure that you have support. Do
not speak to journalists; there is one contact for them all.</p>
<h2>Learning that does not wait</h2>
<p>When something can be made safer at once, organisations are told before the report is there. You may meet such
learning as a short briefing.</p>
"""
