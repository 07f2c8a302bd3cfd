"""The English text as rows beside the Chinese, for those who translate, and back."""
