"""What people do again and again in these tests."""

from django.urls import reverse

PASSWORD = "correct horse battery"
HOME = "/"


def sign_in(client, name, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": name, "password": password, **more})
