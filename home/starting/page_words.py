"""What the starter pages say about a partnership; {body}, {review} and {acronym} stand for its own words."""

from __future__ import annotations

CONTACT = """
<p>If a child is in danger now, call 999. To tell somebody that you are worried about a child, call children's social
care at the local council, or the police on 101.</p>
<p>Please write nothing here about a child or a family by name. We will ask you how you would like to talk.</p>
"""

HOW_A_REVIEW_WORKS = """
<p>A {review} looks at how organisations worked together for a child and a family. It asks what can be learned, so that
other children are safer. It does not look for somebody to blame, and it is not part of an inquest or a court case.</p>
<p>No two reviews are the same. These are the steps that most of them take.</p>
"""

SUPPORT = """
<p>You may want to talk to somebody who is not part of the review. These organisations are there for you, and have
nothing to do with {body}.</p>
<p>If you or somebody else is in danger now, call 999. For medical advice at any hour, call 111.</p>
"""

GLOSSARY = """
<p>Words that you may meet in reviews and leaflets, and what they mean.</p>
"""

WHO_IS_WHO = """
<p>{body} brings together organisations that keep children safe here. This page says which, and who does what.</p>
"""

REFER = """
<p><b>Do not send details of a child or a family through this website.</b> There is no form for it here, and there will
be none.</p>
<h2>When a child may be in danger</h2>
<p>Follow your organisation's safeguarding procedure. Call 999 if it cannot wait.</p>
<h2>When you think that a review may be needed</h2>
<ol>
<li>Speak with the safeguarding lead of your organisation.</li>
<li>Your organisation's representative in the partnership decides with you whether to refer.</li>
<li>The representative gets in touch with us, and we agree a secure way to send what has to be sent.</li>
</ol>
<p>When you call or write to us for the first time, say only who you are and that you want to refer. Give no name, date
of birth or address of a child.</p>
<h2>What the council has to do</h2>
<p>The local council tells the Child Safeguarding Practice Review Panel about a serious incident within five working
days of learning of it.</p>
"""

MEDIA = """
<p>Journalists are welcome to ask us about our reviews, and about what has changed since.</p>
<h2>What we can tell you</h2>
<ul>
<li>What the published report says, and where to find it.</li>
<li>What organisations have agreed to do, and how far they are.</li>
<li>How reviews work.</li>
</ul>
<h2>What we never say</h2>
<ul>
<li>Who a child or a family is. We do not confirm a name, and we do not deny one.</li>
<li>Where they live, or which school they go to.</li>
<li>What somebody told a review.</li>
<li>Anything about police work, an inquest or a court case that is still going on.</li>
</ul>
<h2>What we ask of you</h2>
<p>Behind every report is a family. Please do not try to work out who they are, and do not go to their home, school or
work. Small facts from different places can lead to a name. Brothers and sisters may read your piece years later.</p>
<p>Please say where people can find support, and tell us beforehand if you plan to report near an anniversary.</p>
"""

ACCESSIBILITY = """
<p>This statement is about this website, and about the portal on which families and Lead Reviewers sign in. {body} is
responsible for both.</p>
<h2>How accessible they are</h2>
<p>We want everybody to be able to read and use them. You can enlarge the text to 400% without losing anything, use the
keyboard or a screen reader, and read every public page without JavaScript.</p>
<p>They meet the Web Content Accessibility Guidelines version 2.2, level AA, in part. What does not meet them is listed
below.</p>
<h2>What is not accessible, and why</h2>
<ul>
<li>Copies of reports that were made as PDF before 23 September 2018 may not work with a screen reader. The law does not
ask us to change them.</li>
<li>Documents that somebody sends through the portal are shown as they were sent.</li>
<li>Not every page is in every language, and only some have a recording or a film in British Sign Language. We add them
when they are asked for.</li>
</ul>
<h2>What you can have instead</h2>
<p>Every report and leaflet is a web page first. The PDF that goes with it is tagged for screen readers. You can ask for
anything here in large print, in easy read, in Braille, as a recording or in another language, and for a copy of an old
report in a form that works for you.</p>
<h2>How we test</h2>
<p>Every kind of page is checked by a program against the guidelines, on a wide and on a narrow screen, each time that
the software changes. The most important paths are also walked with the keyboard alone and without JavaScript. A program
does not find everything. No independent body has tested the site for us yet. When one has, we will say here who it was
and when.</p>
<h2>If you are not content with our answer</h2>
<p>The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018. If you are not happy with how we respond, contact the
<a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service (EASS)</a>.</p>
<h2>Tell us what does not work</h2>
<p>Tell us about anything that you cannot read or use, or ask us for what is missing. We answer everybody.</p>
"""

PRIVACY = """
<p>This notice has two parts: one for families whose child is the subject of a review, and one for everybody who visits
this website.</p>
<h2>If a review is about your child or your family</h2>
<p>Each organisation that worked with your family gathers its records about your child and your family, and looks at
them. This goes on until the review is completed. The Lead Reviewer and those who work on the review read them. What you
tell the review is written down, too.</p>
<p>We tell you that information about you is being shared, unless telling you could put somebody in danger.</p>
<h3>Why we may use it</h3>
<p>The law asks us to learn from what happened. That is why we use the information, and not because somebody agreed.
You are not asked for consent, and a review can go on without it. Whether you take part is your choice.</p>
<ul>
<li>We have a legal duty, and a task in the public interest: UK GDPR Article 6(1)(c) and (e).</li>
<li>For health and other sensitive information: a substantial public interest, UK GDPR Article 9(2)(g), with the Data
Protection Act 2018, Schedule 1, paragraphs 6 and 18. The same paragraphs cover information about crimes.</li>
</ul>
<p>These rules protect the living. We treat what we know about a child who has died with the same care.</p>
<h3>Who sees it</h3>
<p>Only people who work on the review. A report that is published names nobody in your family. We share
more only where the law asks us to, or where somebody would be in danger otherwise.</p>
<h3>How long it is kept</h3>
<ul>
<li>The published report: on this website, and afterwards in the archive, where people can ask for a copy.</li>
<li>The records of the review: as long as the law and the rules of the organisations say. They are not on this
website.</li>
<li>What you write on the portal, and how to reach you: until the review is over and the time that was agreed for it has
passed. Then it is destroyed.</li>
<li>The record of who did what and when: as long as somebody may have to answer for it. It holds no text of yours.</li>
</ul>
<h3>Your rights</h3>
<p>You can ask what is held about you, and have mistakes put right. You can object to how it is used, or ask for it to
be limited or erased. Sometimes the law lets us say no, for example when a child could be harmed. Then we tell you
why, if we can. A person decides, never a program.</p>
<h2>If you visit this website</h2>
<p>You can read everything without telling us who you are. We do not follow what you read, and nobody else does so
through this website.</p>
<p>When you ask for a copy of an archived report, we use your name and address only to answer you. Such a request may
also be one under the Freedom of Information Act 2000, and is answered as one. When you ask for another format or tell
us about something that does not work, we use what you write for that alone.</p>
<h2>If you want to complain</h2>
<p>Speak with us first, if you can. You can always complain to the <a href="https://ico.org.uk/make-a-complaint/">
Information Commissioner</a>.</p>
"""

COOKIES = """
<p>Cookies are small files that a website keeps on your device.</p>
<h2>This website</h2>
<p>The public pages set no cookies. Nobody else sets any through them either. That is why nothing here asks you to
agree.</p>
<h2>The portal for families</h2>
<p>The portal needs cookies for three things: to know that you are signed in, to make sure that a form was sent by
you, and to remember the language that you chose. They last no longer than they are needed. Nobody uses them to
follow you.</p>
<h2>The pages for staff</h2>
<p>The pages on which staff work set cookies for signing in and for safe forms, and no others.</p>
"""

PRACTITIONERS = """
<p>Reviews are written so that people who work with children can do something differently the next day. This page is a
place to begin.</p>
<h2>Use a review in your team</h2>
<ol>
<li>Choose one report. A short briefing stands beside many of them.</li>
<li>Read it before you meet, and say beforehand that it may be hard to read.</li>
<li>Talk about one learning point, not all of them.</li>
<li>Agree one thing that you will do differently, and when you will look at it again.</li>
</ol>
<h2>Questions to think about</h2>
<ul>
<li>What was life like for this child, day by day? Who asked them?</li>
<li>What made sense to the people involved at the time?</li>
<li>Could the same happen here? What would stop it?</li>
<li>Whose voice is missing in the families that you work with now?</li>
</ul>
<h2>Look after yourself and each other</h2>
<p>Reviews look at how organisations work, and nobody takes part in fear of blame. If you knew the child, ask your
manager who supports you before the report is published.</p>
<h2>Refer</h2>
<p>Your organisation's safeguarding lead helps you to decide whether a review may be needed. Send no details of a child
or a family through this website.</p>
"""
