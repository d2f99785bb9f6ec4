/** How people are told apart: phone numbers and e-mail addresses in one stored form. */
package com.connectgain.shared.people;
